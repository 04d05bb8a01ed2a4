"""A learner, a school and an employer agree: negotiate, sign, follow up, change and end, in one thread."""
