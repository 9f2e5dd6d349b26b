"""Who is who: record linkage made for Indonesia, for any table of persons."""
