"""The main job: recipient lists in, one truth out."""
