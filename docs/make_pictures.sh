#!/usr/bin/env sh
# Makes every picture of the README and the guide from the program itself; run it where they have become untrue.
set -eu
cd "$(dirname "$0")/.."
export QT_SCALE_FACTOR="${QT_SCALE_FACTOR:-1}"
for theme in light dark; do
    python3 main.py screenshot "docs/pictures/regression-$theme.png" --workspace regression --theme "$theme" --train 2
    python3 main.py screenshot "docs/pictures/perceptron-$theme.png" --workspace perceptron --theme "$theme" --train 3
    python3 main.py screenshot "docs/pictures/network-$theme.png" --workspace network --theme "$theme" --train 20
    python3 main.py screenshot "docs/pictures/images-$theme.png" --workspace images --theme "$theme" --train 6
    python3 main.py screenshot "docs/pictures/convolution-$theme.png" --workspace convolution --theme "$theme" --train 1
done
