"""What Lantern knows about stories and time: pure, without Discord and without I/O."""
