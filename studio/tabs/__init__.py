"""The pages' tabs, one a file: widgets in, jobs out, whatever becomes of them back into widgets."""
