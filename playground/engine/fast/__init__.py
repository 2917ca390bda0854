"""The course's network, fast: prepared once for each batch size, it trains without allocating or looking anything up.

What is computed is what course.py computes, and tests hold the two together; to learn what a layer does, read that.
Here it is only about time: samples last in memory, one product for a whole layer, activations in place, gradients where
they are needed. chain.py turns a network's layers into stages, from its table STAGES; a kind of layer without a row is
worked on as the course writes it.
"""
