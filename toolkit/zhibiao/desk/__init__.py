"""The review desk: goal tables uploaded, gone through and decided in a browser (`zhibiao serve`, extra `web`).

The way of the data: an upload becomes documents and jobs (jobs), a worker process reads and reviews each (worker, tasks),
what it made is stored (stored, database), a page shows it (printed, pages), a person decides row by row (decisions),
and the files of the answer are written from both (outputs). Nothing here reviews: the library does.
"""
