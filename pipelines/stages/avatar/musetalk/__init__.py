"""MuseTalk 1.5: the lower half of a face, drawn for what is heard."""
