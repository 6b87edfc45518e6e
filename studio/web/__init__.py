"""What stands between the browser and the pages: who asks, what may be asked, and the files that are handed out."""
