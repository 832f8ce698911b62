"""A small Discord on the loopback interface, for a bot that runs as a process of its own.

It speaks just enough REST and gateway, over real HTTP and WebSocket, for an unmodified
discord.py client. What it adds to the simulated Discord of the other tests is everything that
a socket and a process bring: reconnects, rate limits on the wire, requests whose outcome stays
unknown, signals, a killed bot.
"""
