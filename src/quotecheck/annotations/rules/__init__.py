"""The rules of `check`: what each code stands for, and the functions that find breaches."""
