"""Foster families (JAGA ASA): donors look after households that no list holds."""
