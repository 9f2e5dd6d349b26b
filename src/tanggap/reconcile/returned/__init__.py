"""Every input handed back as it was, with what Tanggap found added at its right."""
