"""Members from a workbook: columns → values → plan (row by row, nothing written) → apply (all or nothing)."""
