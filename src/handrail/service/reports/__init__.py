"""What is assembled from every room: so far, the yearly report on child deaths, and the area that reviews them."""
