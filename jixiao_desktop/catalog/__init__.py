"""What offices publish, read from ``resources/`` as data: dictionary, forms, reports, notices."""
