"""What each command does; imported only when it runs, so that the command line starts fast."""
