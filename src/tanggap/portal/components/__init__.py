"""The components of the screens; `{% load office %}` brings all of them to a template."""
