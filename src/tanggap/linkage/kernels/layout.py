"""How a record lies in memory: one row of small numbers and one row of large ones.

Kernels read cells by (row, column) and never slice: a slice would count references, and two
threads counting on one table spend their time waiting for each other.
"""

# Columns of the row of small numbers (int32).
BIRTH, BIRTH_OTHER, NIK_BIRTH, SEX = 0, 1, 2, 3
VILLAGE, DISTRICT, RT, RW, HOUSE, CROWD = 4, 5, 6, 7, 8, 9
PLACE, OCCUPATION, POSTCODE, SOURCE = 10, 11, 12, 13
NIK_KNOWN, KK_KNOWN = 14, 15
STREET, STREET_END = 16, 19
NAME, NAME_END = 19, 25
MOTHER, MOTHER_END = 25, 29
SMALL_NUMBERS = 29

# Columns of the row of large numbers (int64).
NIK, KK, PHONE, WHOLE_NAME = 0, 1, 2, 3
LARGE_NUMBERS = 4
