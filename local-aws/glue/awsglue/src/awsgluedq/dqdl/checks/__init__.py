"""What each rule type measures, and how it comes out."""
