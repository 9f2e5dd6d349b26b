"""The peers: each takes the flat table (`benchmarks.flat`) and says which rows are one person."""
