"""The review desk: goal tables uploaded, gone through and decided in a browser (`zhibiao serve`, extra `web`).

The way of the data: an upload becomes documents that wait (store), a process of its own reads and reviews each (work), a
page shows it (pages, printed), a person decides row by row, and from both follow the review as it stands and the files
of the answer (decided); documents that came together are compared (batches). Nothing here reviews: the library does.
"""
