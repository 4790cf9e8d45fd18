"""Who said what, exactly as each outlet printed it, and where do the outlets differ?"""

__version__ = "0.1.0"
