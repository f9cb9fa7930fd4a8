"""What is configured, what is reachable, and what does not fit together, each with its remedy.

Every check looks and changes nothing.
"""
