"""The assignment of foster families, beside the two ways in which people would do it by hand."""
