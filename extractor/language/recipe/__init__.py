"""The training recipe: from public corpora to the packaged pipeline. Nothing here runs when a page is read."""
