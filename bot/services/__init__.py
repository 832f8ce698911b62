"""The use cases, one module per capability; they know the domain and the ports only."""
