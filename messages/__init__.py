"""Words and shapes: facts become French and Block Kit here, and nowhere else."""
