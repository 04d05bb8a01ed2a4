"""What several blocks keep: private files, letters that wait, figures that were published."""
