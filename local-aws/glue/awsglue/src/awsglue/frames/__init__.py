"""What a DynamicFrame is made of."""
