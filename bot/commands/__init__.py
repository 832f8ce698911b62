"""What the command line does besides running the bot; each is loaded when it is asked for."""
