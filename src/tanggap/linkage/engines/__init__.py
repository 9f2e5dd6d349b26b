"""Where a linkage is computed: in this process (`tanggap.linkage.link`), or on a Spark cluster.

One model, one set of kernels, two ways to move the rows; both find the same people.
"""
