"""Many files: folders walked, pages read by worker processes, results in the order of the files."""
