"""What the staff follow over all their projects; one module a subject. Each screen has the filters of the address."""
