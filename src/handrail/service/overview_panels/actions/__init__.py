"""What may be done for an overview panel: in the folder, at the panel, and by the job that carries between the two."""
