"""People who can present a product: one TOML file a person."""
