"""What the service and the public site both stand on. It knows neither of them, nor Django, nor a database."""
