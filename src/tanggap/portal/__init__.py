"""The face of Tanggap: shells, navigation, home, error pages and the components of every screen."""
