"""The tables of a document as they came: cells with their spans, marked words, rows to pick."""
