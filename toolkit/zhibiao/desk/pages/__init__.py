"""The pages of the desk: each takes what is asked, calls the functions beside it, and shows what they give."""
