"""What an author should look at before people play, in groups; ``scenario.content.kind`` has them in their order."""
