"""Pages that were saved as text: what its lines once were."""
