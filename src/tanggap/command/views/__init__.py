"""The pages of the dashboards: figures, the rows behind them, files of them."""
