"""A small place to try the blocks in without Open edX: one sample course, a cast of people, Studio mode, staff tools.

It imitates what a running LMS and Studio were seen to do, so that one list of facts holds for both. Nothing outside
this folder imports it.
"""
