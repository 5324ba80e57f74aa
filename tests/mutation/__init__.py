"""Do the tests of the number reader notice when it is wrong? Each mutant is the code with one thing changed."""
