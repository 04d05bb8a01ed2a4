"""Who is there: the cast, what a course lets them do, and staff who look through a learner's eyes."""
