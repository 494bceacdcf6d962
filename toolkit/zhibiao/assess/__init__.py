"""From a model to figures: cross-validation by document, alternatives, errors by cause, the model card."""
