"""LangChain: its chat models as the wording's model; answerer and retriever as its parts.

The only package that imports LangChain; nothing below the service needs it to be imported.
"""
