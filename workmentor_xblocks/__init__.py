"""Open edX blocks that train a workplace mentor and hold what mentor, learner and school agree on.

The platform imports this module before its settings exist, so nothing of ours is imported here.
"""

__version__ = "0.1.0"
