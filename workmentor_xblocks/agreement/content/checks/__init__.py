"""What an author should look at before agreements are made, in groups; ``agreement.content.kind`` has their order."""
