"""Cards of controls that edit the experiment."""
