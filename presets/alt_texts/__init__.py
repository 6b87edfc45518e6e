"""What a picture shows, in words, for buyers who hear it and machines that read it: one file a language."""
