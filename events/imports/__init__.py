"""Registrations from a workbook: columns → cells → plan (row by row, nothing written) → batches that are written."""
