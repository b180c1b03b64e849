"""What a template makes of data: renderings with origins, made-up data, trials."""
