"""A photograph that speaks: warped lips, lids and head over the seller's own portrait."""
